using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DomainBlock.Patterns;

namespace DomainBlock;

/// <summary>
/// A glob or regular expression over a name's text: lower-case A-labels with dots between, no final dot. Immutable; two are equal if their languages and texts are. docs/patterns.md says what
/// of each language is understood, and how they are matched.
/// </summary>
public sealed class NameExpression : IEquatable<NameExpression>
{
    private CompiledPattern? _compiled;

    private NameExpression(ExpressionSyntax syntax, string text, CompiledPattern? compiled) => (Syntax, Text, _compiled) = (syntax, text, compiled);

    /// <summary>The language of the text.</summary>
    public ExpressionSyntax Syntax { get; }

    /// <summary>The text, as a list has it, without slashes around a regular expression.</summary>
    public string Text { get; }

    /// <summary>Whether it is literals and stars rather than a regular expression.</summary>
    public bool IsGlob => Syntax.IsGlob();

    /// <summary>
    /// How many octets in a row a name must at least share with the expression to match; 0 where it need not share any.
    /// </summary>
    public int LiteralLength => Compile()?.LiteralLength ?? 0;

    /// <summary>The pattern of a rule that has this expression.</summary>
    internal RulePattern Pattern => IsGlob ? RulePattern.Glob : RulePattern.Regex;

    /// <summary>Reads an expression. Never throws on any text; time and memory are bounded.</summary>
    /// <param name="syntax">The language of the text.</param>
    /// <param name="text">The text, without slashes around a regular expression.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="refusal">Why and where it is refused, as a short English phrase: an error in it, or something that no automaton of at most 256 positions can do.</param>
    /// <returns>Whether it is understood.</returns>
    public static bool TryParse(
        ExpressionSyntax syntax, string text, [NotNullWhen(true)] out NameExpression? expression, [NotNullWhen(false)] out string? refusal)
    {
        ArgumentNullException.ThrowIfNull(text);
        (expression, refusal) = (null, null);
        if (!Enum.IsDefined(syntax))
            refusal = "unknown language";
        else if (CompiledPattern.TryCompile(syntax, text, out PatternRefusal fault) is { } compiled)
            expression = new NameExpression(syntax, text, compiled);
        else
            refusal = string.Create(CultureInfo.InvariantCulture, $"{fault.Explanation}, at character {fault.Position + 1}");
        return expression is not null;
    }

    /// <summary>Reads an expression that is known to be understood.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static NameExpression Parse(ExpressionSyntax syntax, string text) =>
        TryParse(syntax, text, out NameExpression? expression, out string? refusal) ? expression : throw new FormatException($"\"{text}\" is refused: {refusal}.");

    /// <summary>Whether it matches a name. Allocates; a <see cref="Blocklist"/> asks all of its expressions at once, and allocates nothing.</summary>
    public bool Matches(DomainName name) => Compile() is { } compiled && compiled.IsMatch(TextOf(name));

    /// <summary>What expressions see of a name: presentation format, and nothing of the root.</summary>
    internal static byte[] TextOf(DomainName name) => name.IsRoot ? [] : Encoding.ASCII.GetBytes(name.ToString());

    /// <summary>An expression of a compiled file, where it is text only; what it was compiled to lies in the file.</summary>
    internal static NameExpression FromFile(ExpressionSyntax syntax, string text) => new(syntax, text, compiled: null);

    /// <summary>What the expression compiles to; null where a file says what is none. Threads that ask at once may each make it; they are equal.</summary>
    internal CompiledPattern? Compile() => _compiled ??= CompiledPattern.TryCompile(Syntax, Text, out _);

    /// <inheritdoc/>
    public bool Equals(NameExpression? other) => other is not null && Syntax == other.Syntax && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NameExpression);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Syntax, Text);

    /// <summary>The text with what tells its language: <c>/…/</c> around AdGuard's regular expressions, a word and a colon before those of all others but AdGuard's globs.</summary>
    public override string ToString() => Syntax switch
    {
        ExpressionSyntax.AdblockGlob => Text,
        ExpressionSyntax.AdGuardRegex => $"/{Text}/",
        ExpressionSyntax.SuffixGlob => $"suffix-glob:{Text}",
        ExpressionSyntax.DnscryptGlob => $"dnscrypt-glob:{Text}",
        ExpressionSyntax.LabelGlob => $"label-glob:{Text}",
        ExpressionSyntax.WildcardGlob => $"wildcard-glob:{Text}",
        ExpressionSyntax.Keyword => $"keyword:{Text}",
        ExpressionSyntax.Re2Regex => $"regexp:{Text}",
        _ => $"posix:{Text}",
    };
}
