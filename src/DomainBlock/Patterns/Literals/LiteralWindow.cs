namespace DomainBlock.Patterns.Literals;

/// <summary>
/// At most eight octets of a literal, which one comparison of words tells from all others, and the keys in them by which they are found. A text is looked at in every other place,
/// counted from its beginning: so there are two keys, one octet apart, of which one lies in such a place wherever the window does. Where the window can only be at the beginning, one is enough.
/// A window of three octets has no room for the second one: <see cref="LiteralIndex"/> looks at the places between for it.
/// </summary>
/// <param name="Octets">The octets, the first the lowest; zeros behind the last.</param>
/// <param name="Length">How many, from <see cref="LiteralIndex.ShortKey"/> to <see cref="MaxLength"/>.</param>
/// <param name="KeyStart">Where the first key begins.</param>
internal readonly record struct LiteralWindow(ulong Octets, int Length, int KeyStart)
{
    public const int MaxLength = sizeof(ulong);

    /// <summary>Whether it has the sign of a text's beginning.</summary>
    public bool IsAtStart => (byte)Octets == LiteralFinder.End;

    /// <summary>Whether it is so short that no second key fits.</summary>
    public bool IsTriple => Length == LiteralIndex.ShortKey && !IsAtStart;

    /// <summary>How many keys it has.</summary>
    public int KeyCount => IsAtStart || IsTriple ? 1 : 2;

    /// <summary>How long the keys are.</summary>
    public int KeyLength => (Length - KeyCount + 1) switch
    {
        >= LiteralIndex.LongKey => LiteralIndex.LongKey,
        >= LiteralIndex.MiddleKey => LiteralIndex.MiddleKey,
        _ => LiteralIndex.ShortKey,
    };

    /// <summary>A key's octets, with what follows them.</summary>
    /// <param name="key">Which key.</param>
    public ulong Key(int key) => Octets >> (8 * (KeyStart + key));

    /// <summary>The rarest window of a literal, and in it the rarest key.</summary>
    /// <returns>Null where the literal is too short for a key.</returns>
    public static (LiteralWindow Window, int Rarity)? TryChoose(string literal, LiteralRarity rarity)
    {
        if (literal.Length < LiteralIndex.ShortKey)
            return null;
        (int start, int bits) = Rarest(literal, Math.Min(literal.Length, MaxLength), rarity);
        ReadOnlySpan<char> octets = literal.AsSpan(start, Math.Min(literal.Length, MaxLength));
        ulong value = 0;
        for (int place = octets.Length - 1; place >= 0; place--)
            value = value << 8 | (byte)octets[place];
        var window = new LiteralWindow(value, octets.Length, 0);
        if (window.IsAtStart)
            return (window, bits);

        // The rarer the keys, the fewer texts are looked into.
        return (window with { KeyStart = Rarest(octets, window.KeyLength + window.KeyCount - 1, rarity).Start }, bits);
    }

    private static (int Start, int Bits) Rarest(ReadOnlySpan<char> text, int length, LiteralRarity rarity)
    {
        (int Start, int Bits) best = (0, -1);
        for (int start = 0; start + length <= text.Length; start++)
        {
            int bits = rarity.Of(text.Slice(start, length));
            if (bits > best.Bits)
                best = (start, bits);
        }
        return best;
    }
}
