"""Which unknown facts can still change an answer: two fillings that differ in one fact alone are the proof."""
