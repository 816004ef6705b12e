using System.Buffers.Binary;

namespace DomainBlock.Matching;

/// <summary>
/// What of a rule decides a verdict, in eight bytes: the pattern, the flags (bit 0 allow, bit 1 important), the list, the number of its options (0: none). A stop, which is no
/// rule, is written in the same form with a pattern of its own.
/// </summary>
internal readonly record struct RuleRecord(RulePattern Pattern, RuleAction Action, RuleLevel Level, ushort List, int Options = 0)
{
    public const int Size = 8;

    private const RulePattern StopPattern = (RulePattern)5;
    private const byte AllowFlag = 1;
    private const byte ImportantFlag = 2;

    /// <summary>
    /// In one number of 18 bits, lower is stronger: important allow, important block, allow, block; then the list. The first keys of
    /// <c>allow-wins</c>, and a part of every profile's order.
    /// </summary>
    public int Rank => ((Level == RuleLevel.Important ? 0 : 2) + (Action == RuleAction.Allow ? 0 : 1) << 16) | List;

    /// <summary>Whether this is a stop.</summary>
    public bool IsStop => Pattern == StopPattern;

    /// <summary>A stop: it says that the name exists in the list, and ends what the list's wildcard directly above it matches. See <see cref="StopPlacer"/>.</summary>
    public static RuleRecord Stop(ushort list) => new(StopPattern, RuleAction.Block, RuleLevel.Normal, list);

    /// <summary>Whether the rule is a glob or regular expression, which stands on no name.</summary>
    public bool IsExpression => Pattern is RulePattern.Glob or RulePattern.Regex;

    /// <summary>Whether the rule stands on a label under any public suffix.</summary>
    public bool IsUnderAnySuffix => Pattern.IsUnderAnySuffix();

    /// <summary>What of a rule's record this file or this version does not have, for messages; null where there is nothing of that.</summary>
    public static string? FindUnknown(ReadOnlySpan<byte> record, int listCount, int optionCount)
    {
        var pattern = (RulePattern)record[0];
        if (!Enum.IsDefined(pattern))
            return $"pattern {record[0]}";
        if ((record[1] & ~(AllowFlag | ImportantFlag)) != 0)
            return $"flags {record[1]}";
        ushort list = Read(record).List;
        if (list >= listCount)
            return $"list {list}";
        int options = Read(record).Options;
        return options < 0 || options > optionCount ? $"options {options}" : null;
    }

    public static RuleRecord Read(ReadOnlySpan<byte> record) => new(
        (RulePattern)record[0],
        (record[1] & AllowFlag) != 0 ? RuleAction.Allow : RuleAction.Block,
        (record[1] & ImportantFlag) != 0 ? RuleLevel.Important : RuleLevel.Normal,
        BinaryPrimitives.ReadUInt16LittleEndian(record[2..]),
        BinaryPrimitives.ReadInt32LittleEndian(record[4..]));

    public void Write(Span<byte> record)
    {
        record[0] = (byte)Pattern;
        record[1] = (byte)((Action == RuleAction.Allow ? AllowFlag : 0) | (Level == RuleLevel.Important ? ImportantFlag : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], List);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], Options);
    }

    /// <summary>Whether the pattern matches a name whose suffix the rule stands on. An expression stands on none.</summary>
    /// <param name="labelsBelow">How many labels the name has left of that suffix.</param>
    public bool Matches(int labelsBelow) => Pattern switch
    {
        RulePattern.Subtree => true,
        RulePattern.Subdomains => labelsBelow > 0,
        RulePattern.OneLabel => labelsBelow == 1,
        RulePattern.AnySuffix => true,
        RulePattern.Exact or RulePattern.AnySuffixExact => labelsBelow == 0,
        _ => false,
    };

    /// <summary>
    /// Whether this rule matches every name that <paramref name="other"/> matches, where <paramref name="other"/> stands
    /// on the same name or below it.
    /// </summary>
    /// <param name="other">The other rule.</param>
    /// <param name="labelsBelow">How many labels the other's name has left of this one's.</param>
    public bool Covers(RuleRecord other, int labelsBelow) => Pattern switch
    {
        RulePattern.Subtree => true,
        RulePattern.Subdomains => labelsBelow > 0 || other.Pattern is RulePattern.Subdomains or RulePattern.OneLabel,
        RulePattern.OneLabel => (labelsBelow == 0 && other.Pattern == RulePattern.OneLabel) || (labelsBelow == 1 && other.Pattern == RulePattern.Exact),
        RulePattern.AnySuffix => true,
        _ => labelsBelow == 0 && other.Pattern == Pattern,
    };
}
