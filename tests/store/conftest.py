from tests.store.fixtures import case, empty_case

__all__ = ["case", "empty_case"]
