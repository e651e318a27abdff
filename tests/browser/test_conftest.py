"""The browser tests' own tools: a helper that finds nothing would keep every page green."""

BAD = "<!doctype html><html lang=en><title>Bad</title><main><h1>Bad</h1><img src=x.png><input></main>"
GOOD = "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1><img src=x.png alt=Cat></main>"


def test_axe_finds_what_is_wrong(browser, axe):
    page = browser.new_page()
    page.set_content(BAD)

    assert sorted(line.split(":")[0] for line in axe(page)) == ["image-alt", "label"]
    page.close()


def test_axe_finds_nothing_on_a_good_page(browser, axe):
    page = browser.new_page()
    page.set_content(GOOD)

    assert axe(page) == []
    page.close()
