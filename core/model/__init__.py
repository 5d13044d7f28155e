"""What things are: plain values, without a rule and without a sentence."""
