using System.Numerics;

namespace DomainBlock.Patterns.Syntax;

/// <summary>A set of octets: one bit each.</summary>
internal readonly record struct OctetSet
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private OctetSet(ulong first, ulong second, ulong third, ulong fourth) => (_first, _second, _third, _fourth) = (first, second, third, fourth);

    public static OctetSet None => default;

    public static OctetSet All => ~None;

    /// <summary>What <c>\w</c> means in every dialect, and what a word boundary is a boundary of.</summary>
    public static OctetSet Word { get; } = Range('a', 'z') | Range('A', 'Z') | Range('0', '9') | Of('_');

    public static OctetSet Digits { get; } = Range('0', '9');

    public bool IsEmpty => (_first | _second | _third | _fourth) == 0;

    public int Count => BitOperations.PopCount(_first) + BitOperations.PopCount(_second) + BitOperations.PopCount(_third) + BitOperations.PopCount(_fourth);

    public static OctetSet Of(int octet) => Range(octet, octet);

    /// <summary>One octet of a text is enough.</summary>
    public static OctetSet OfAny(ReadOnlySpan<char> octets)
    {
        OctetSet set = default;
        foreach (char octet in octets)
            set |= Of(octet);
        return set;
    }

    /// <summary>The octets from <paramref name="from"/> to <paramref name="to"/>, both included; none beyond 255.</summary>
    public static OctetSet Range(int from, int to) =>
        new(Word64(from, to, 0), Word64(from, to, 64), Word64(from, to, 128), Word64(from, to, 192));

    public bool Contains(int octet) => (((octet >> 6) switch { 0 => _first, 1 => _second, 2 => _third, _ => _fourth }) >> (octet & 63) & 1) != 0;

    /// <summary>With every letter also the same letter in the other case.</summary>
    public OctetSet WithBothCases()
    {
        const ulong Letters = 0x07FFFFFE;
        ulong upper = _second & Letters;
        ulong lower = _second >> 32 & Letters;
        return new(_first, _second | upper << 32 | lower, _third, _fourth);
    }

    public static OctetSet operator |(OctetSet left, OctetSet right) =>
        new(left._first | right._first, left._second | right._second, left._third | right._third, left._fourth | right._fourth);

    public static OctetSet operator &(OctetSet left, OctetSet right) =>
        new(left._first & right._first, left._second & right._second, left._third & right._third, left._fourth & right._fourth);

    public static OctetSet operator ~(OctetSet set) => new(~set._first, ~set._second, ~set._third, ~set._fourth);

    private static ulong Word64(int from, int to, int start)
    {
        int low = Math.Max(from - start, 0);
        int high = Math.Min(to - start, 63);
        return low > high ? 0 : ulong.MaxValue >> (63 - high) & ulong.MaxValue << low;
    }
}
