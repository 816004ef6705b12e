namespace DomainBlock.Benchmarks.Rivals;

/// <summary>A structure that is asked with canonical text. A struct, so that the loop around it is compiled for it alone.</summary>
internal interface ITextMatcher
{
    /// <summary>Whether the name or one that it stands below is listed.</summary>
    bool IsBlocked(ReadOnlySpan<char> name);
}
