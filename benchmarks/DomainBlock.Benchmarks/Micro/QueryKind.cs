namespace DomainBlock.Benchmarks.Micro;

/// <summary>What is asked for.</summary>
public enum QueryKind
{
    /// <summary>Names that are not listed.</summary>
    Miss,

    /// <summary>Names that are listed, or one label below.</summary>
    Hit,

    /// <summary>Text with a space in its last label; wire form without its last octet. All of it has to be read to see that.</summary>
    Invalid,
}
