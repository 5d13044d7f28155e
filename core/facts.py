"""What a run does, or finds out, one thing at a time; each is told after its commit."""

from core.answers import Unread
from core.arrivals import Arrivals
from core.decisions import Decision
from core.teachers import TeacherDecision

Fact = Decision | Arrivals | TeacherDecision | Unread
