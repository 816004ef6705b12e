namespace DomainBlock.Patterns;

/// <summary>Why a pattern is refused.</summary>
internal enum PatternFault : byte
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>A character beyond ASCII: names are matched in their A-label form.</summary>
    NotAscii,

    /// <summary>The text is longer than <see cref="Syntax.PatternParser.MaxTextLength"/>.</summary>
    TextTooLong,

    /// <summary>Repetitions written out, it has more than <see cref="PatternSet.MaxPatternPositions"/> positions.</summary>
    TooManyPositions,

    /// <summary>Groups nest deeper than <see cref="Syntax.RegexParser.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>A parenthesis has no partner.</summary>
    Parenthesis,

    /// <summary>A bracket has no partner, or a class of this name does not exist.</summary>
    Bracket,

    /// <summary>A range's end comes before its beginning, or is no character.</summary>
    Range,

    /// <summary>A repetition's numbers are wrong, or the dialect forbids it here.</summary>
    Repetition,

    /// <summary>There is nothing that a repetition could repeat.</summary>
    NothingToRepeat,

    /// <summary>The dialect has no such escape.</summary>
    Escape,

    /// <summary>A back-reference: no automaton can do it.</summary>
    BackReference,

    /// <summary>A look-ahead or look-behind.</summary>
    LookAround,

    /// <summary>A class of Unicode's characters.</summary>
    UnicodeClass,

    /// <summary>A kind of group that is not supported.</summary>
    Group,

    /// <summary>Approximate matching, an extension of TRE.</summary>
    ApproximateMatching,

    /// <summary>An option of Pi-hole behind a semicolon: it is no part of the pattern.</summary>
    PiHoleOption,

    /// <summary>The engines that read this dialect disagree about what it means.</summary>
    EnginesDisagree,

    /// <summary>A star where this kind of glob has none, or none where it must have one.</summary>
    Star,
}

/// <summary>Where and why a pattern is refused.</summary>
/// <param name="Fault">Why.</param>
/// <param name="Position">Where, in characters from the beginning of the text.</param>
internal readonly record struct PatternRefusal(PatternFault Fault, int Position)
{
    /// <summary>The reason as a short English phrase. A constant string.</summary>
    public string Explanation => Fault switch
    {
        PatternFault.None => "accepted",
        PatternFault.Empty => "empty pattern",
        PatternFault.NotAscii => "character beyond ASCII; names are matched in their A-label form",
        PatternFault.TextTooLong => "pattern too long",
        PatternFault.TooManyPositions => "more than 256 positions when repetitions are written out",
        PatternFault.TooDeep => "groups nested too deep",
        PatternFault.Parenthesis => "parenthesis without partner",
        PatternFault.Bracket => "bracket without partner, or unknown class",
        PatternFault.Range => "range that ends before it begins, or has no character at an end",
        PatternFault.Repetition => "repetition that the dialect does not have",
        PatternFault.NothingToRepeat => "nothing to repeat",
        PatternFault.Escape => "escape that the dialect does not have",
        PatternFault.BackReference => "back-reference",
        PatternFault.LookAround => "look-ahead or look-behind",
        PatternFault.UnicodeClass => "class of Unicode characters",
        PatternFault.Group => "kind of group that is not supported",
        PatternFault.ApproximateMatching => "approximate matching",
        PatternFault.PiHoleOption => "Pi-hole option inside the pattern",
        PatternFault.EnginesDisagree => "engines disagree about what this means",
        PatternFault.Star => "star where this kind of glob has none, or none where it must have one",
        _ => "refused",
    };
}
