using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.Proxies.Succinct;
using DomainBlock.Lists.RuleSets;

namespace DomainBlock.Lists.Proxies.SingBox;

/// <summary>
/// Rule sets of sing-box in binary form, versions 1 to 4, unpacked.
/// <code>
/// LIST  count, RULE…                  counts and lengths are varints
/// RULE  0, ITEM…, FF, invert          a plain rule; an item is an octet (<see cref="RuleItem"/>) and its value
///       1, mode, count, RULE…, invert a logical rule: mode 0 all of its rules, 1 any
/// </code>
/// The rules mean what they mean in source form: names, patterns and addresses of a rule are alternatives, its other items are conditions; of these a rule can hold types of query. What a
/// logical rule says of its rules stands behind them, so where their values begin is kept until the top-level rule ends. Each value is an entry; a rule without values is one, too.
/// </summary>
/// <remarks>Source: SagerNet/sing-box common/srs. Whoever writes such sets writes an item once a rule; a second one would silently replace the first, so it is refused.</remarks>
internal sealed class SrsReader(ContainerReader bytes, EntryTally entries)
{
    /// <summary>The versions that are known.</summary>
    public const int FirstVersion = 1;

    /// <inheritdoc cref="FirstVersion"/>
    public const int LastVersion = 4;

    /// <summary>Rules in rules; written by hand they are three deep.</summary>
    private const int MaxDepth = 32;

    /// <summary>Rules that one logical rule may hold, for all of them are kept until its end.</summary>
    private const int MaxHeldRules = 1 << 16;

    private readonly List<HeldRule> _held = [];
    private readonly SrsValues _values = new(bytes, entries);

    /// <summary>Reads the whole list.</summary>
    /// <exception cref="ContainerException">It is built otherwise.</exception>
    public void Read()
    {
        int rules = bytes.ReadCount("the number of rules", 3);
        for (int i = 0; i < rules; i++)
        {
            ReadRule(depth: 0);
            foreach (HeldRule rule in _held)
                _values.Tell(rule);
            _held.Clear();
        }
        bytes.RequireEnd();
    }

    private void ReadRule(int depth)
    {
        int start = bytes.Position;
        byte kind = bytes.ReadByte("a rule");
        if (kind == 0)
            ReadPlain(start);
        else if (kind == 1 && depth < MaxDepth)
            ReadLogical(start, depth);
        else
            throw ContainerException.Malformed(kind == 1 ? $"rules are more than {MaxDepth} deep" : $"a rule is of kind {kind}", start);
    }

    private void ReadLogical(int start, int depth)
    {
        int first = _held.Count;
        byte mode = bytes.ReadByte("a logical rule");
        if (mode > 1)
            throw ContainerException.Malformed($"a logical rule has the mode {mode}", start);
        int rules = bytes.ReadCount("the number of rules", 3);
        for (int i = 0; i < rules; i++)
            ReadRule(depth + 1);
        if (_held.Count > MaxHeldRules)
            throw ContainerException.Malformed($"a logical rule has more than {MaxHeldRules} rules", start);

        var shape = new RuleShape();
        shape.Add("mode", mode == 0 ? "and" : "or");
        shape.Add("invert", ReadInvert());
        if (shape.Refusal is not { } refusal)
            return;
        for (int i = first; i < _held.Count; i++)
            _held[i] = _held[i] with { Refusal = refusal };
    }

    private void ReadPlain(int start)
    {
        var shape = new RuleShape();
        var values = new List<HeldValues>();
        uint seen = 0;
        while (true)
        {
            int place = bytes.Position;
            var item = (RuleItem)bytes.ReadByte("a rule");
            if (item == RuleItem.End)
                break;
            if (item > RuleItem.DefaultInterfaceAddress)
                throw ContainerException.Malformed($"a rule has an item of kind {(int)item}", place);
            if ((seen & (1u << (int)item)) != 0)
                throw ContainerException.Malformed($"a rule has a second item of kind {(int)item}", place);
            seen |= 1u << (int)item;
            if (item is RuleItem.Domain or RuleItem.AdguardDomain)
                values.Add(new HeldValues(item, bytes.Position, SrsItems.ReadSet(bytes)));
            else if (item is RuleItem.DomainKeyword or RuleItem.DomainRegex or RuleItem.IpCidr)
                values.Add(new HeldValues(item, SrsItems.Pass(bytes, item), null));
            else if (item == RuleItem.QueryType)
                shape.AddQueryTypes(SrsItems.ReadQueryTypes(bytes));
            else
                shape.Add(SrsItems.Name(item), SrsItems.ReadCondition(bytes, item));
        }
        shape.Add("invert", ReadInvert());
        if (_held.Count > MaxHeldRules)
            throw ContainerException.Malformed($"a logical rule has more than {MaxHeldRules} rules", start);
        _held.Add(new HeldRule(values, new RuleEffect(Options: shape.Options), shape.Refusal));
    }

    private string ReadInvert()
    {
        int start = bytes.Position;
        return bytes.ReadByte("a rule") switch
        {
            0 => "false",
            1 => "true",
            var other => throw ContainerException.Malformed($"a rule ends with {other} where it says whether it is inverted", start),
        };
    }
}

/// <summary>The values of one item, until it is known what the rules around it say.</summary>
/// <param name="Item">The item.</param>
/// <param name="Position">Where its value begins.</param>
/// <param name="Set">The value, where it is a set of names.</param>
internal readonly record struct HeldValues(RuleItem Item, int Position, SuccinctSet? Set);

/// <summary>A plain rule, until it is known what the rules around it say.</summary>
/// <param name="Values">Its values.</param>
/// <param name="Effect">What rules of them do.</param>
/// <param name="Refusal">Why they are no rules; null where they are.</param>
internal readonly record struct HeldRule(IReadOnlyList<HeldValues> Values, RuleEffect Effect, (LineReason Reason, string Detail)? Refusal);
