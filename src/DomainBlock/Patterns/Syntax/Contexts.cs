namespace DomainBlock.Patterns.Syntax;

/// <summary>
/// In which places a condition without width (an anchor, a word boundary) holds. A place lies between two neighbours, each of which is the
/// text's edge, a word octet or another octet: nine contexts, one bit each. So conditions that stand together are an <c>&amp;</c>, alternatives an
/// <c>|</c>, and once it is known which octets can stand left and right of a place, its condition simply holds or not.
/// </summary>
internal static class Contexts
{
    public const int Edge = 0;
    public const int Word = 1;
    public const int Other = 2;

    public const ushort Never = 0;
    public const ushort Always = 0b111_111_111;
    public const ushort TextStart = 0b000_000_111;
    public const ushort TextEnd = 0b001_001_001;
    public const ushort WordStart = 1 << ((Edge * 3) + Word) | 1 << ((Other * 3) + Word);
    public const ushort WordEnd = 1 << ((Word * 3) + Edge) | 1 << ((Word * 3) + Other);
    public const ushort WordBoundary = WordStart | WordEnd;
    public const ushort NotWordBoundary = Always & ~WordBoundary;

    /// <summary>Whether a condition holds between two kinds of neighbours.</summary>
    public static bool Hold(int contexts, int left, int right) => (contexts >> ((left * 3) + right) & 1) != 0;

    /// <summary>Whether a condition tells word octets from others.</summary>
    public static bool TellWords(int contexts)
    {
        for (int neighbour = 0; neighbour < 3; neighbour++)
        {
            if (Hold(contexts, neighbour, Word) != Hold(contexts, neighbour, Other) || Hold(contexts, Word, neighbour) != Hold(contexts, Other, neighbour))
                return true;
        }
        return false;
    }
}
