namespace DomainBlock;

/// <summary>Which names are meant, seen from one that rules stand on. Names that rules stand on, and those below them, are never meant by what is said of a name above.</summary>
[Flags]
public enum NameScope : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The name.</summary>
    Itself = 1,

    /// <summary>The names with one label more.</summary>
    OneLabelBelow = 2,

    /// <summary>The names with several labels more.</summary>
    FurtherBelow = 4,
}
