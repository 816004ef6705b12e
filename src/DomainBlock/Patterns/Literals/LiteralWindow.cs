namespace DomainBlock.Patterns.Literals;

/// <summary>
/// At most eight octets of a literal, which one comparison of words tells from all others, and the key in them by which they are found.
/// </summary>
/// <param name="Octets">The octets, the first the lowest; zeros behind the last.</param>
/// <param name="Length">How many, from <see cref="LiteralIndex.ShortKey"/> to <see cref="MaxLength"/>.</param>
/// <param name="KeyStart">Where the key begins.</param>
internal readonly record struct LiteralWindow(ulong Octets, int Length, int KeyStart)
{
    public const int MaxLength = sizeof(ulong);

    /// <summary>How long the key is.</summary>
    public int KeyLength => Length >= LiteralIndex.LongKey ? LiteralIndex.LongKey : LiteralIndex.ShortKey;

    /// <summary>The key's hash: see <see cref="LiteralIndex"/>.</summary>
    public ulong Hash => LiteralIndex.Hash(Octets >> (8 * KeyStart), KeyLength);

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
        // A key's first three octets choose its block: the rarer they are, the fewer keys share it, and the fewer texts look at it.
        var window = new LiteralWindow(value, octets.Length, 0);
        ReadOnlySpan<char> beginnings = octets[..^(window.KeyLength - LiteralIndex.ShortKey)];
        return (window with { KeyStart = Rarest(beginnings, LiteralIndex.ShortKey, rarity).Start }, bits);
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
