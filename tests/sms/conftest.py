"""One gateway for the run: the real Kannel where there is one, else a stand-in for its protocol."""

from collections.abc import Iterator

import pytest

from tests.gateway import FakeGateway
from tests.kannel import KannelGateway
from tools.need import find_kannel

Gateway = KannelGateway | FakeGateway


@pytest.fixture(scope="session")
def any_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    programs = find_kannel()
    with KannelGateway(programs, tmp_path_factory.mktemp("kannel")) if programs else FakeGateway() as gateway:
        yield gateway


@pytest.fixture
def gateway(any_gateway: Gateway) -> Gateway:
    """With nothing in it yet."""
    any_gateway.forget()
    return any_gateway
