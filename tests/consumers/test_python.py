"""A back end that raises codes: type checkers take it, and it answers as its document says."""

import json
import re
import sys

import pytest

from helpers.consumer import CATALOGS, install, run
from helpers.project import TOOLS, Project

pytestmark = pytest.mark.slow

MYPY = (sys.executable, "-m", "mypy", "--cache-dir=.mypy_cache")
PYRIGHT = (str(TOOLS / ".bin" / "pyright"), "--pythonpath", sys.executable)

CASE = r"        case \w+\.\w+:\n            return .*\n"

NO_PRODUCTS = '''\
"""Nothing to buy: products raise codes of our own catalog."""

from fastapi import APIRouter

router = APIRouter()
'''

MEMBERS = """
import json
from shop.codes import HostileCode
print(json.dumps({code.name: code for code in HostileCode}))
"""


@pytest.fixture(scope="module", params=CATALOGS)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project; what names single codes is written by hand for our own, made for others."""
    shop = install("python", request.param, tmp_path_factory.mktemp("shop"))
    if request.param != "own":
        shop.write("shop/products.py", NO_PRODUCTS)
        members = json.loads(run(sys.executable, "-c", MEMBERS, folder=shop.path))
        cases = "".join(
            f"        case HostileCode.{name}:\n            return {f'{code}: advice'!r}\n"
            for name, code in members.items()
        )
        head, tail = re.split(f"(?:{CASE})+", shop.read("shop/advice.py"))
        shop.write("shop/advice.py", head + cases + tail)
    return shop


def test_the_tests_of_the_shop_pass(shop: Project) -> None:
    run(sys.executable, "-m", "pytest", "shop_tests.py", folder=shop.path)


def test_mypy_finds_nothing_in_strict_mode(shop: Project) -> None:
    run(*MYPY, folder=shop.path)


def test_pyright_finds_nothing_in_strict_mode(shop: Project) -> None:
    run(*PYRIGHT, folder=shop.path)


@pytest.mark.parametrize(
    ("checker", "says"),
    [(MYPY, 'has incompatible type "Literal['), (PYRIGHT, 'is not assignable to type "Never"')],
    ids=["mypy", "pyright"],
)
def test_a_code_that_the_shop_forgets_is_an_error(
    checker: tuple[str, ...], says: str, shop: Project
) -> None:
    path = shop.path / "shop" / "forgetful.py"
    path.write_text(re.sub(CASE, "", shop.read("shop/advice.py"), count=1), encoding="utf-8")
    try:
        printed = run(*checker, path, folder=shop.path, fails=True)
    finally:
        path.unlink()
    assert says in printed
    assert printed.count(" error: ") == 1
