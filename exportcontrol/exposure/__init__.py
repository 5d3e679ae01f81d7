"""The exposure page: what have we out there, to one destination, of one group, under one party?"""
