"""The shop: its products, and a mock of its refusals for those who write clients."""

from fastapi import FastAPI

from shop import mock, products
from shop.refusals import refuse

app = FastAPI(title="Shop", version="1")
app.include_router(products.router)
app.include_router(mock.router)
refuse(app)
