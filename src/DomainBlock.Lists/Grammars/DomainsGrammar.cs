namespace DomainBlock.Lists.Grammars;

/// <summary>
/// One name a line. <c>x</c> is exact, <c>.x</c> the subtree, <c>*.x</c> the subdomains. Comments begin with <c>#</c>,
/// <c>!</c>, <c>;</c> or <c>//</c>, after a name with white space and <c>#</c>.
/// </summary>
internal sealed class DomainsGrammar(RulePattern bareName) : LineGrammar(bareName)
{
    public override LineReason Read(ReadOnlySpan<byte> line, RuleSink sink) =>
        NameLine.Read(line, sink, BareName, afterDot: RulePattern.Subtree, afterStar: RulePattern.Subdomains);
}
