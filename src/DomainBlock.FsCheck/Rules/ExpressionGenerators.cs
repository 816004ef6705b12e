using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Generators;

/// <summary>Generators of globs and regular expressions that are made of pieces of names, so that they meet them; and what they mean, by .NET's own means.</summary>
public static class ExpressionGenerators
{
    /// <summary>So many positions fit an automaton, with those that are put around a piece.</summary>
    private const int MaxPiece = 60;

    private static readonly ConditionalWeakTable<NameExpression, Regex> Twins = [];

    /// <summary>An expression out of a piece of a name's text: a keyword, a suffix glob, or a regular expression with or without anchors and a class that repeats.</summary>
    /// <param name="names">Where the name comes from.</param>
    public static Gen<NameExpression> Expression(Gen<DomainName> names) =>
        from name in names
        let text = Text(name) is { Length: > 0 } given ? given : "a"
        from start in Gen.Choose(0, text.Length - 1)
        from length in Gen.Choose(1, Math.Min(MaxPiece, text.Length - start))
        from kind in Gen.Choose(0, 5)
        select Make(kind, text, text.Substring(start, length));

    /// <summary>Whether an expression of <see cref="Expression"/> matches a name.</summary>
    /// <exception cref="ArgumentException">It is of another syntax.</exception>
    public static bool Matches(NameExpression expression, DomainName name)
    {
        ArgumentNullException.ThrowIfNull(expression);
        string text = Text(name);
        return expression.Syntax switch
        {
            ExpressionSyntax.Keyword => text.Contains(expression.Text, StringComparison.OrdinalIgnoreCase),
            ExpressionSyntax.SuffixGlob => text.EndsWith(expression.Text[1..], StringComparison.OrdinalIgnoreCase),
            ExpressionSyntax.Re2Regex => Twins.GetValue(expression, e => new Regex(e.Text, RegexOptions.CultureInvariant)).IsMatch(text),
            _ => throw new ArgumentException($"No expression of syntax {expression.Syntax} is generated.", nameof(expression)),
        };
    }

    /// <summary>A piece may have signs that a suffix glob has no way to write.</summary>
    private static NameExpression Make(int kind, string text, string piece) => kind switch
    {
        1 when NameExpression.TryParse(ExpressionSyntax.SuffixGlob, "*" + text[^piece.Length..], out NameExpression? glob, out _) => glob,
        2 => Regular(Escape(piece)),
        3 => Regular("^" + Escape(text[..piece.Length])),
        4 => Regular(Escape(text[^piece.Length..]) + "$"),
        5 => Regular("^[a-z0-9]*" + Escape(text[..1]) + ".*" + Escape(text[^1..]) + "$"),
        _ => NameExpression.Parse(ExpressionSyntax.Keyword, piece),
    };

    private static NameExpression Regular(string text) => NameExpression.Parse(ExpressionSyntax.Re2Regex, text);

    private static string Text(DomainName name) => name.IsRoot ? "" : name.ToString();

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char character in text)
            escaped.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? "" : "\\").Append(character);
        return escaped.ToString();
    }
}
