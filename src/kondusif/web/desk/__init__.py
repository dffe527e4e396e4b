"""The desk's board: who has not reported, what waits for whom and since when, whom to remind of Bawaslu."""
