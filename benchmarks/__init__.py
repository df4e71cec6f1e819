"""Side by side with named peers, on the same data and in the same run; see run.py."""
