"""Values for tests: articles, rates, and strategies for carts."""

from hypothesis import strategies as st

from pos.domain.cart import Cart, add
from pos.domain.catalogue import Article
from pos.domain.tax import Rate

RATES = (Rate("standard", 1900), Rate("reduced", 700), Rate("zero", 0))
DAY = "2026-11-21"

articles = st.builds(
    Article,
    sku=st.sampled_from([f"SKU{n}" for n in range(12)]),
    name=st.text(min_size=1, max_size=20),
    price_minor=st.integers(0, 200_000),
    tax=st.sampled_from([rate.tax for rate in RATES]),
)


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    """A cart of 1 to 12 scans."""
    cart = Cart("sale-1", 0, "EUR")
    for article, quantity in draw(st.lists(st.tuples(articles, st.integers(1, 50)), min_size=1, max_size=12)):
        cart = add(cart, article, quantity)
    return cart
