"""What an academy's workers need besides: a queue, a quota for all of them, figures."""
