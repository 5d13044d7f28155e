"""The most common settings: what holds, where it comes from, and changing one."""

from tui.composition.settings_file import change, checked
from tui.effective_settings import EffectiveSetting, common_settings
from tui.linear.navigator import Navigator
from tui.settings import default_file
from tui.wording import line_texts, places, setting_texts


async def open_settings(navigator: Navigator) -> None:
    """List them, and change what is chosen, until the user goes back."""

    async def load() -> tuple[EffectiveSetting, ...]:
        return common_settings()

    async def show(setting: EffectiveSetting) -> None:
        await _change(navigator, setting)

    await navigator.browse(
        places.PREFERENCES.trail, load, setting_texts.row, setting_texts.HELP, show
    )


async def _change(navigator: Navigator, setting: EffectiveSetting) -> None:
    console = navigator.console
    navigator.arrive(places.setting(setting.meaning))
    for fact in setting_texts.facts(setting):
        console.tell(fact)
    if setting.variable:
        return

    def typed_value(typed: str) -> str:
        checked(setting, typed)
        return typed

    prompt = line_texts.SUGGESTED_SETTING.format(label=setting_texts.VALUE, shown=setting.shown)
    typed = await console.ask_text(prompt, typed_value, setting_texts.ONE_HELP)
    if not typed or change(setting, typed) == setting:
        console.tell(setting_texts.UNCHANGED)
    else:
        console.tell(setting_texts.saved(default_file(), at_once=False))
