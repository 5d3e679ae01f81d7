"""The demonstration: fictional parties replay autumn 2019 to spring 2021 by the application's acts.

Everything is back-entered: the dates in force are those of the story, and the record says that it
was entered today. Every party, permit, document and office-holder is invented.
"""
