"""The only room where figures and agreements meet: editions, claims, receipts and views of them."""
