namespace DomainBlock;

/// <summary>A key of a profile's order: by which one of two rules wins.</summary>
public enum PrecedenceKey : byte
{
    /// <summary>None: it is the winner itself.</summary>
    None = 0,

    /// <summary>Important before normal.</summary>
    Level,

    /// <summary>Allow before block.</summary>
    Action,

    /// <summary>The earlier list.</summary>
    List,

    /// <summary>How many labels the pattern fixes: fewer or more, as the profile says.</summary>
    Labels,

    /// <summary>The wider or the narrower pattern, as the profile says.</summary>
    Pattern,

    /// <summary>The lower line, or what comes after it: the order in which the file numbers rules of one name.</summary>
    Line,
}
