namespace DomainBlock.Patterns;

internal static class ExpressionSyntaxes
{
    /// <summary>Whether a file's number is one that this version knows.</summary>
    public static bool IsKnown(byte syntax) =>
        syntax is >= (byte)ExpressionSyntax.AdblockGlob and <= (byte)ExpressionSyntax.WildcardGlob or >= (byte)ExpressionSyntax.AdGuardRegex and <= (byte)ExpressionSyntax.PosixRegex;

    /// <summary>Whether the text is literals and stars rather than a regular expression.</summary>
    public static bool IsGlob(this ExpressionSyntax syntax) => syntax < ExpressionSyntax.AdGuardRegex;
}
