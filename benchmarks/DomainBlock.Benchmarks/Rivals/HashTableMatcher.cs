namespace DomainBlock.Benchmarks.Rivals;

/// <summary>
/// An open-addressed table of 64-bit hashes, linear probing, load 0.7. All suffixes are hashed in one pass from the right.
/// Two names with one hash cannot be told apart: whoever finds a second one is blocked by mistake.
/// </summary>
internal readonly struct HashTableMatcher(ulong[] slots) : ITextMatcher
{
    private const int LoadPercent = 70;
    private const ulong Seed = 0x243F6A8885A308D3; // The first digits of pi.
    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, made odd.

    /// <summary>Builds the slots; 0 marks an empty one.</summary>
    public static ulong[] BuildSlots(string[] names)
    {
        ulong[] slots = new ulong[(names.Length * 100L / LoadPercent) + 1];
        foreach (string name in names)
        {
            ulong hash = Seed;
            for (int i = name.Length - 1; i >= 0; i--)
                hash = Extend(hash, name[i]);
            hash = Finish(hash);
            int slot = Find(slots, hash);
            slots[slot] = hash;
        }
        return slots;
    }

    /// <inheritdoc/>
    public bool IsBlocked(ReadOnlySpan<char> name)
    {
        ulong hash = Seed;
        for (int i = name.Length - 1; i >= 0; i--)
        {
            if (name[i] == '.' && IsListed(hash))
                return true;
            hash = Extend(hash, name[i]);
        }
        return IsListed(hash);
    }

    private static ulong Extend(ulong hash, char c) => (hash ^ c) * Multiplier;

    private static ulong Finish(ulong hash) => Math.Max(1, (hash ^ (hash >> 32)) * Multiplier);

    private static int Find(ulong[] slots, ulong hash)
    {
        int slot = (int)Math.BigMul(hash, (ulong)slots.Length, out _);
        while (slots[slot] != 0 && slots[slot] != hash)
            slot = slot + 1 < slots.Length ? slot + 1 : 0;
        return slot;
    }

    private bool IsListed(ulong hash) => slots[Find(slots, Finish(hash))] != 0;
}
