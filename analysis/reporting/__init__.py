"""Reports: the notebooks executed and a static, self-contained HTML site."""
