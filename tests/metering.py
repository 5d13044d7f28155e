"""What goes between a client and a server, counted on its way."""

import asyncio
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Meter:
    """Stands at `url` in front of a server; counts what has gone through since the last `reset`."""

    def __init__(self, url):
        self._server = urlsplit(url)
        self.url = ""
        self.reset()

    def reset(self):
        self._asked, self._answered = bytearray(), 0

    @property
    def requests(self):
        return self._asked.count(b" HTTP/1.1\r\n")

    @property
    def bytes(self):
        """Both ways, headers included."""
        return len(self._asked) + self._answered

    async def relay(self, reader, writer):
        server = await asyncio.open_connection(self._server.hostname, self._server.port)
        await asyncio.gather(
            _pump(reader, server[1], self._count_question),
            _pump(server[0], writer, self._count_answer),
        )

    def _count_question(self, chunk):
        self._asked += chunk

    def _count_answer(self, chunk):
        self._answered += len(chunk)


@asynccontextmanager
async def metered(url):
    meter = Meter(url)
    async with await asyncio.start_server(meter.relay, "127.0.0.1") as server:
        meter.url = "http://{}:{}".format(*server.sockets[0].getsockname())
        yield meter


async def _pump(reader, writer, count):
    with suppress(ConnectionError):
        while chunk := await reader.read(65_536):
            count(chunk)
            writer.write(chunk)
            await writer.drain()
    writer.close()
