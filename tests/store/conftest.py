from tests.store.fixtures import case, empty_case, empty_team_case, file_case, team_case

__all__ = ["case", "empty_case", "empty_team_case", "file_case", "team_case"]
