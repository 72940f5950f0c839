# Read by `kolibri manage shell`: makes the key that others push certificates with.
from morango.models import SharedKey

SharedKey.get_or_create_shared_key()
print("shared key made")
