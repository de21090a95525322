-- Take one from an allowance of `most` that refills over `seconds` (a leaky bucket).
-- Returns what is used now; the caller refuses when it is more than `most`.
INSERT INTO access_ratebucket AS b (key, used, seen_at) VALUES (%(key)s, 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    used = least(
        greatest(0, b.used - extract(epoch FROM %(now)s - b.seen_at) * %(most)s / %(seconds)s) + 1,
        %(most)s + 1
    ),
    seen_at = greatest(b.seen_at, %(now)s)
RETURNING used
