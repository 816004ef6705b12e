using System.Buffers.Binary;

namespace DomainBlock.Matching;

/// <summary>
/// What of a rule decides a verdict, in four bytes: the pattern, the flags (bit 0 allow, bit 1 important), the list.
/// </summary>
internal readonly record struct RuleRecord(RulePattern Pattern, RuleAction Action, RuleLevel Level, ushort List)
{
    public const int Size = 4;

    private const byte AllowFlag = 1;
    private const byte ImportantFlag = 2;

    /// <summary>
    /// The first keys of <c>allow-wins</c> as one number, lower is stronger: important allow, important block, allow,
    /// block; then the list.
    /// </summary>
    public int Rank => ((Level == RuleLevel.Important ? 0 : 2) + (Action == RuleAction.Allow ? 0 : 1) << 16) | List;

    /// <summary>Whether the flags and the pattern are among those that this version knows.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> record) =>
        record[0] <= (byte)RulePattern.Exact && (record[1] & ~(AllowFlag | ImportantFlag)) == 0;

    public static RuleRecord Read(ReadOnlySpan<byte> record) => new(
        (RulePattern)record[0],
        (record[1] & AllowFlag) != 0 ? RuleAction.Allow : RuleAction.Block,
        (record[1] & ImportantFlag) != 0 ? RuleLevel.Important : RuleLevel.Normal,
        BinaryPrimitives.ReadUInt16LittleEndian(record[2..]));

    public void Write(Span<byte> record)
    {
        record[0] = (byte)Pattern;
        record[1] = (byte)((Action == RuleAction.Allow ? AllowFlag : 0) | (Level == RuleLevel.Important ? ImportantFlag : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], List);
    }

    /// <summary>Whether the pattern matches a name whose suffix the rule stands on.</summary>
    /// <param name="isWholeName">Whether that suffix is the whole name.</param>
    public bool Matches(bool isWholeName) => Pattern switch
    {
        RulePattern.Subtree => true,
        RulePattern.Subdomains => !isWholeName,
        RulePattern.Exact => isWholeName,
        _ => false,
    };

    /// <summary>
    /// Whether this rule matches every name that <paramref name="other"/> matches, where <paramref name="other"/> stands
    /// on the same name or below it.
    /// </summary>
    public bool Covers(RuleRecord other, bool sameName) => Pattern switch
    {
        RulePattern.Subtree => true,
        RulePattern.Subdomains => !sameName || other.Pattern == RulePattern.Subdomains,
        _ => sameName && other.Pattern == RulePattern.Exact,
    };
}
