"""What can be seen of a publication without judging it. Plain functions over plain values.

No law says how alike two texts may be or how many days before an inspection are suspicious. Every
number here is ours, not the law's; each finding shows the figures it was made from.
"""
