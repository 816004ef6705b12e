using System.Text;
using DomainBlock.Lists.Grammars;
using DomainBlock.Lists.Proxies.Containers;
using DomainBlock.Lists.Proxies.Succinct;

namespace DomainBlock.Lists.Proxies.SingBox;

/// <summary>
/// What the values of a binary rule set mean.
/// <code>
/// key of a set of names, turned around:   x exact     \n x the subtree     \r.x the subdomains     \r x whatever ends so (written by old versions)
/// of a set of AdGuard's rules:            \n x as ||x     x as |x     \r x as x     with \b behind it: no ^ at the end
/// </code>
/// A name and what is below it in one set are one entry: version 1 has no other way to say a subtree.
/// </summary>
internal sealed class SrsValues(ContainerReader bytes, EntryTally entries)
{
    private const byte BelowMark = (byte)'\r';
    private const byte SubtreeMark = (byte)'\n';
    private const byte OpenEndMark = (byte)'\b';

    /// <summary>Tells the values of a rule; each is an entry.</summary>
    public void Tell(HeldRule rule)
    {
        int before = entries.Entries;
        foreach (HeldValues values in rule.Values)
        {
            if (values.Item == RuleItem.Domain)
                TellNames(values.Set!, rule.Refusal);
            else if (values.Item == RuleItem.AdguardDomain)
                TellAdguardRules(values.Set!, rule.Refusal);
            else if (values.Item == RuleItem.IpCidr)
                TellRanges(bytes.At(values.Position), rule.Refusal);
            else
                TellTexts(bytes.At(values.Position), values.Item, rule.Refusal);
        }
        if (entries.Entries > before)
            return;
        (LineReason reason, string detail) = rule.Refusal ?? (LineReason.Directive, "");
        entries.Add("a rule without names"u8, reason, detail);
    }

    private void TellNames(SuccinctSet set, (LineReason Reason, string Detail)? refusal)
    {
        byte[] text = new byte[SuccinctSet.MaxKeyLength];
        set.Walk(BelowMark, (key, isFolded) =>
        {
            KeyText.Reverse(key, text);
            ReadOnlySpan<byte> name = text.AsSpan(0, key.Length);
            RulePattern pattern = isFolded ? RulePattern.Subtree : RulePattern.Exact;
            if (refusal is { } refused)
                entries.Add(name, refused.Reason, refused.Detail);
            else if (name is [SubtreeMark, .. var whole] && !isFolded)
                entries.Add(whole, RulePattern.Subtree, AcceptName);
            else if (name is [BelowMark, (byte)'.', .. var above] && !isFolded)
                entries.Add(above, RulePattern.Subdomains, AcceptName);
            else if (name is [BelowMark, .. var end] && !isFolded)
                entries.Add(end, new GlobShape(GlobEnd.Open, GlobEnd.NameEnd), AcceptGlob);
            else
                entries.Add(name, pattern, AcceptName);
        });
    }

    private void TellAdguardRules(SuccinctSet set, (LineReason Reason, string Detail)? refusal)
    {
        byte[] text = new byte[SuccinctSet.MaxKeyLength];
        set.Walk(fold: null, (key, _) =>
        {
            KeyText.Reverse(key, text);
            ReadOnlySpan<byte> body = text.AsSpan(0, key.Length);
            GlobEnd left = body switch
            {
                [SubtreeMark, ..] => GlobEnd.LabelBoundary,
                [BelowMark, ..] => GlobEnd.Open,
                _ => GlobEnd.NameEnd,
            };
            body = left == GlobEnd.NameEnd ? body : body[1..];
            bool isOpen = body is [.., OpenEndMark];
            body = isOpen ? body[..^1] : body;
            if (refusal is { } refused)
                entries.Add(body, refused.Reason, refused.Detail);
            else
                entries.Add(body, new GlobShape(left, isOpen ? GlobEnd.Open : GlobEnd.NameEnd), AcceptAdguardRule);
        });
    }

    private void TellTexts(ContainerReader values, RuleItem item, (LineReason Reason, string Detail)? refusal)
    {
        for (int texts = values.ReadCount(SrsItems.Name(item), 1); texts > 0; texts--)
        {
            ReadOnlySpan<byte> text = SrsItems.ReadText(values).Span;
            if (refusal is { } refused)
                entries.Add(text, refused.Reason, refused.Detail);
            else if (item == RuleItem.DomainKeyword)
                entries.Add(text, GlobShape.Anywhere, AcceptGlob);
            else
                entries.Add(text, RegexDialect.Re2, static (text, dialect, sink) => sink.AcceptRegex(text, dialect, RuleEffect.Block));
        }
    }

    private void TellRanges(ContainerReader values, (LineReason Reason, string Detail)? refusal)
    {
        for (int ranges = SrsItems.ReadRangeCount(values); ranges > 0; ranges--)
        {
            byte[] text = Encoding.ASCII.GetBytes(SrsItems.ReadRange(values));
            (LineReason reason, string detail) = refusal ?? (LineReason.Address, "");
            entries.Add(text, reason, detail);
        }
    }

    private static LineReason AcceptName(ReadOnlySpan<byte> text, RulePattern pattern, RuleSink sink) => sink.AcceptName(text, pattern, RuleEffect.Block);

    private static LineReason AcceptGlob(ReadOnlySpan<byte> text, GlobShape shape, RuleSink sink) => sink.AcceptGlob(text, shape, RuleEffect.Block);

    private static LineReason AcceptAdguardRule(ReadOnlySpan<byte> text, GlobShape shape, RuleSink sink)
    {
        bool isName = shape.Right == GlobEnd.NameEnd && !text.Contains((byte)'*');
        if (isName && shape.Left == GlobEnd.LabelBoundary)
            return sink.AcceptName(text, RulePattern.Subtree, RuleEffect.Block);
        if (isName && shape.Left == GlobEnd.NameEnd)
            return sink.AcceptName(text, RulePattern.Exact, RuleEffect.Block);
        return sink.AcceptGlob(text, shape, RuleEffect.Block);
    }
}
