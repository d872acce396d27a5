"""What currencies and their multiples are called in English texts, whatever the pack: by these another currency is told."""

from __future__ import annotations

ZEROS = ("'000", "'000s", "000s", "000's", "000")
"""Thousands by the noughts that are left out: $000, US$ '000."""
ENGLISH_SCALES: dict[int, tuple[str, ...]] = {
    100: ("hundred", "hundreds"),
    1_000: ("thousand", "thousands", "thous", "thou", "ths", "k", *ZEROS),
    100_000: ("lakh", "lakhs", "lac", "lacs"),
    1_000_000: ("million", "millions", "mill", "mil", "mio", "mln", "mn"),
    10_000_000: ("crore", "crores"),
    1_000_000_000: ("billion", "billions", "bln", "bn"),
    1_000_000_000_000: ("trillion", "trillions"),
}
"""Multiples -> what they are called."""
AMBIGUOUS = ("m", "mm", "b")
"""Letters that mean one multiple to some and another to others: a pack has to list them."""

_DOLLARS = (
    *("US", "American", "Canadian", "Cdn", "Australian", "New Zealand", "Hong Kong", "HK", "Singapore", "Taiwan"),
    *("NT", "Jamaican", "Fiji", "Namibian", "Liberian", "Bahamian", "Barbados", "Belize"),
)
_CODES = (
    "USD EUR GBP JPY CNY RMB HKD MOP TWD NTD AUD CAD NZD SGD CHF INR KRW SEK NOK DKK MXN BRL ZAR RUB THB PHP IDR MYR VND PLN "
    "CZK HUF ILS AED SAR QAR EGP KES NGN PKR BDT LKR CLP COP ARS PEN UAH RON BGN ISK"
)
_DOLLAR_SIGNS = "US$ C$ CA$ CAN$ CDN$ A$ AU$ NZ$ HK$ S$ SG$ NT$ MX$ R$ J$ FJ$ $"
_SIGNS = f"{_DOLLAR_SIGNS} CN¥ JP¥ JPY¥ RMB¥ £ € ¥ ₩ ₹ ₽ ₺ ฿ ₫ ₱ ₦ ₴ ₪ ₡ ₲ ₵ ¢"
_NAMES = (
    *("dollar", "dollars", "euro", "euros", "pound", "pounds", "sterling", "yen", "yuan", "renminbi", "rupee", "rupees", "won"),
    *("franc", "francs", "krone", "kroner", "krona", "kronor", "peso", "pesos", "ruble", "rubles", "rouble", "roubles", "baht"),
    *("ringgit", "rupiah", "rand", "zloty", "forint", "shekel", "shekels", "dirham", "dirhams", "riyal", "riyals", "reais"),
    *("cents", "pence", "pennies"),
)
FOREIGN: tuple[str, ...] = tuple(
    word.casefold()
    for word in (
        *(f"{of} {dollar}" for of in _DOLLARS for dollar in ("dollar", "dollars")),
        *_CODES.split(),
        *_SIGNS.split(),
        *_NAMES,
    )
)
"""Codes, signs and names of currencies, the pack's own among them."""
