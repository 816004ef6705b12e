using DomainBlock.Patterns.Automata;
using DomainBlock.Patterns.Literals;
using DomainBlock.Patterns.Syntax;

namespace DomainBlock.Patterns;

/// <summary>
/// A pattern that is understood and small enough. Its automaton and literals, which cost more than to find that out, are made when first asked for. Threads that ask at once may each
/// make them; they are equal.
/// </summary>
internal sealed class CompiledPattern
{
    private readonly Node _tree;
    private readonly PositionGraph _graph;
    private byte[]? _automaton;
    private IReadOnlyList<IReadOnlyList<string>>? _literals;

    private CompiledPattern(ExpressionSyntax syntax, string text, Node tree, PositionGraph graph)
    {
        Syntax = syntax;
        Text = text;
        _tree = tree;
        _graph = graph;
    }

    public ExpressionSyntax Syntax { get; }

    public string Text { get; }

    /// <summary>What <see cref="Automata.Automaton"/> runs on.</summary>
    public byte[] Automaton => _automaton ??= AutomatonWriter.Write(_graph);

    /// <summary>Sets of literals, of each of which a name must contain one: see <see cref="LiteralFinder"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Literals => _literals ??= LiteralFinder.Find(_tree);

    /// <summary>
    /// How many octets a name must at least share with the pattern in a row; 0 where it need not share any. What a guard against patterns that are too
    /// wide asks.
    /// </summary>
    public int LiteralLength => Literals.Select(set => set.Min(literal => literal.AsSpan().Trim(LiteralFinder.End).Length)).DefaultIfEmpty(0).Max();

    /// <summary>Whether it matches a name's text, by its automaton alone.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text) => Automata.Automaton.IsMatch(Automaton, text);

    /// <summary>Compiles a pattern. Never throws on any text; time and memory are bounded by <see cref="PatternSet.MaxPatternPositions"/>.</summary>
    /// <param name="syntax">The language of the text.</param>
    /// <param name="text">The text, as a list has it, without slashes around a regular expression.</param>
    /// <param name="refusal">Where and why it is refused.</param>
    /// <returns>Null if it is refused.</returns>
    public static CompiledPattern? TryCompile(ExpressionSyntax syntax, string text, out PatternRefusal refusal)
    {
        if (PatternParser.TryParse(syntax, text, out refusal) is not { } tree)
            return null;
        if (PositionGraphBuilder.TryBuild(tree) is { } graph)
            return new CompiledPattern(syntax, text, tree, graph);
        refusal = new PatternRefusal(PatternFault.TooManyPositions, 0);
        return null;
    }
}
