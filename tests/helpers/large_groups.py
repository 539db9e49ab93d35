"""The groups of the large catalog and the things in them: what a marketplace has."""

from typing import NamedTuple


class Thing(NamedTuple):
    """What a code is about: how codes spell it, how people say it, and an id of one."""

    code: str
    words: str
    id: str


GROUPS: dict[str, tuple[str, str, tuple[Thing, ...]]] = {
    "access": (
        "Keys and tokens",
        "Who is asking, and what they may do. Send the key in `Authorization`, *never* in the URL.",
        (
            Thing("ApiKey", "API key", "key_7Qm2"),
            Thing("AccessToken", "access token", "tok_e91x"),
            Thing("Signature", "signature", "sig_0b4f"),
            Thing("Session", "session", "ses_33kd"),
            Thing("Scope", "scope", "orders:write"),
        ),
    ),
    "accounts": (
        "Accounts and members",
        "People, the teams that they are in, and what both are called.",
        (
            Thing("Account", "account", "acc_1029"),
            Thing("Member", "member", "mem_5512"),
            Thing("Invitation", "invitation", "inv_88a1"),
            Thing("Team", "team", "team_red"),
            Thing("Profile", "profile", "pro_4410"),
        ),
    ),
    "products": (
        "Products & prices",
        "What is for sale, and for how much; amounts are in the smallest unit, so `1999` is 19.99.",
        (
            Thing("Product", "product", "prd_alpha"),
            Thing("Variant", "variant", "var_xl_blue"),
            Thing("Price", "price", "prc_1999"),
            Thing("Category", "category", "cat_shoes"),
            Thing("Picture", "picture", "pic_front"),
        ),
    ),
    "stock": (
        "Stock",
        "How many there are, where they lie, and who has them reserved.",
        (
            Thing("Warehouse", "warehouse", "wh_north"),
            Thing("Shelf", "shelf", "shelf_A17"),
            Thing("StockCount", "stock count", "cnt_2031"),
            Thing("Reservation", "reservation", "rsv_7781"),
            Thing("Transfer", "transfer", "trf_n2s"),
        ),
    ),
    "orders": (
        "Orders",
        "From the basket to the day on which an order is closed:\n\n"
        "1. a basket is filled,\n2. it becomes an order,\n3. the order is paid and shipped.",
        (
            Thing("Order", "order", "ord_9001"),
            Thing("OrderLine", "order line", "oln_9001_2"),
            Thing("Basket", "basket", "bsk_4f4f"),
            Thing("Voucher", "voucher", "SPRING-10"),
            Thing("GiftNote", "gift note", "gft_hello"),
        ),
    ),
    "payments": (
        "Payments",
        "Money that comes in. Nothing here is charged twice when `Idempotency-Key` is sent.",
        (
            Thing("Payment", "payment", "pay_66f0"),
            Thing("Card", "card", "crd_4242"),
            Thing("Mandate", "mandate", "mnd_sepa1"),
            Thing("Authorization", "authorization", "aut_0777"),
            Thing("Wallet", "wallet", "wal_coins"),
        ),
    ),
    "refunds": (
        "Refunds and disputes",
        "Money that goes back, and what is argued about before it does.",
        (
            Thing("Refund", "refund", "rfd_12"),
            Thing("Return", "return", "ret_box5"),
            Thing("Dispute", "dispute", "dsp_2f"),
            Thing("Evidence", "piece of evidence", "evd_scan"),
            Thing("Settlement", "settlement", "stl_may"),
        ),
    ),
    "shipping": (
        "Shipping",
        "Parcels on their way; times are those of the place that the parcel is at.",
        (
            Thing("Parcel", "parcel", "pcl_8kg"),
            Thing("Label", "label", "lbl_a6"),
            Thing("Carrier", "carrier", "car_bike"),
            Thing("Pickup", "pickup", "pck_0900"),
            Thing("Address", "address", "adr_home"),
        ),
    ),
    "invoices": (
        "Invoices and taxes",
        "What an accountant asks for: {number} in a template is the number of the invoice.",
        (
            Thing("Invoice", "invoice", "2031-00017"),
            Thing("CreditNote", "credit note", "crn_17b"),
            Thing("TaxRate", "tax rate", "tax_reduced"),
            Thing("Reminder", "reminder", "rem_2nd"),
            Thing("Ledger", "ledger", "ldg_main"),
        ),
    ),
    "webhooks": (
        "Webhooks",
        "What the API calls, rather than what calls it. See <https://example.com/webhooks>.",
        (
            Thing("Webhook", "webhook", "whk_1"),
            Thing("Delivery", "delivery", "dlv_5xx"),
            Thing("Subscription", "subscription", "sub_orders"),
            Thing("Secret", "secret", "shh_2"),
            Thing("Event", "event", "evt_order_paid"),
        ),
    ),
    "bulk": (
        "Imports and exports",
        "Many rows at once: files go up or come down, and a report says what became of each row.",
        (
            Thing("Import", "import", "imp_10k"),
            Thing("Export", "export", "exp_all"),
            Thing("Mapping", "mapping of columns", "map_sku"),
            Thing("Upload", "upload", "upl_part3"),
            Thing("Report", "report", "rep_rows"),
        ),
    ),
    "platform": (
        "The platform itself",
        "What has to do with no shop in particular: regions, plans, and how much of each is left.",
        (
            Thing("Region", "region", "eu-north"),
            Thing("Tenant", "tenant", "tnt_0"),
            Thing("Feature", "feature", "beta_search"),
            Thing("Quota", "quota", "qta_daily"),
            Thing("Locale", "locale", "he-IL"),
        ),
    ),
}
