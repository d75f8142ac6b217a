"""Questions by a form or below a page, without an account: the code in the hands of the asker leads to the answer."""
