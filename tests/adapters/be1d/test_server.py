"""What the stand-in does to its connections."""

import asyncio
import socket
from urllib.parse import urlsplit

import pytest

from adapters.be1d.stand_in.faults import Fault
from tests.adapters.be1d.conftest import INE, KNOWN, TOKEN, UAI

REQUEST = (
    f"GET /ecoles/{UAI}/eleves/{INE} HTTP/1.1\r\n"
    f"Host: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
).encode()


@pytest.fixture
async def connection(url):
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    writer.write(REQUEST)
    yield reader
    writer.close()


@pytest.fixture
def fault(stand_in, request):
    stand_in.faults.plan(INE, request.param)


@pytest.mark.parametrize("fault", [Fault.RESET], indirect=True)
async def test_a_cut_is_a_reset_before_any_byte(fault, connection):
    with pytest.raises(ConnectionResetError):
        await connection.read()


@pytest.mark.parametrize("fault", [Fault.TRUNCATED], indirect=True)
async def test_a_truncated_answer_ends_before_its_end(fault, connection):
    answer = await connection.read()
    assert answer.startswith(b"HTTP/1.1 200")
    assert not answer.endswith(b"0\r\n\r\n")


async def test_an_answer_leaves_at_once_however_many_pieces_it_has(client, stand_in):
    answer, options = stand_in.app, []

    async def watch(scope, receive, send):
        connection = scope["transport"].get_extra_info("socket")
        options.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        await answer(scope, receive, send)

    stand_in.app = watch
    assert await client.by_ine(UAI, INE) == KNOWN
    assert all(options)
