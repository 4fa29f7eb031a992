"""What is missing is named by package, and fetched copies are found."""

from __future__ import annotations

import os

import pytest

from editor.bootstrap import system_libraries as libraries


def test_only_what_cannot_be_loaded_is_missing():
    assert libraries.missing(["libc.so.6", "libnowhere.so.9"], os.environ) == ["libnowhere.so.9"]


@pytest.mark.parametrize("tool", libraries.TOOLS)
def test_every_library_has_a_package_for_every_tool(tool):
    for soname in {**libraries.CORE, **libraries.XCB}:
        assert libraries.package(soname, tool)


def test_the_install_line_names_each_package_once():
    line = libraries.install_line(["libxcb-shape.so.0", "libxcb-xkb.so.1"], "pacman")
    assert line == "Install them with: sudo pacman -S libxcb"


def test_drivers_are_left_out_of_a_plan():
    plan = "Inst libegl1 (1.6.0 Debian:12 [amd64])\nInst libllvm15 (1 x)\nConf libegl1 (1.6.0)\n"
    assert libraries.planned(plan) == ["libegl1"]


def test_unpacked_libraries_come_first_on_the_path(tmp_path, monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/before")
    place = tmp_path / "usr/lib/x86_64-linux-gnu"
    place.mkdir(parents=True)
    assert libraries.variables(tmp_path)["LD_LIBRARY_PATH"] == f"{place}{os.pathsep}/before"


def test_a_process_knows_whether_it_can_load_them(monkeypatch):
    monkeypatch.setattr(libraries, "wanted", lambda: ("libc.so.6",))
    assert not libraries.wanting()
    monkeypatch.setattr(libraries, "wanted", lambda: ("libc.so.6", "libnowhere.so.9"))
    assert libraries.wanting()
