namespace DomainBlock;

/// <summary>
/// What a compilation is doing. Stages come in this order; sorting begins a second time where a list uses the closest encloser, and the stages
/// of the index in the rare case that the names need another seed.
/// </summary>
public enum BuildStage
{
    /// <summary>Sorting the rules by name.</summary>
    Sorting,

    /// <summary>Finding the rules that others cover, and those that stand together on a name.</summary>
    Reducing,

    /// <summary>Learning from the names what makes their keys short.</summary>
    Learning,

    /// <summary>Making a key of each name.</summary>
    Encoding,

    /// <summary>Sorting the keys and writing their bits.</summary>
    Ordering,

    /// <summary>Building the filter.</summary>
    Filtering,

    /// <summary>Putting the sections together.</summary>
    Assembling,

    /// <summary>Writing the file and reading it back.</summary>
    Saving,

    /// <summary>Proving what was read back.</summary>
    Proving,
}
