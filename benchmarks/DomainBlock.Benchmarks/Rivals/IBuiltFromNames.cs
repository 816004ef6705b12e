namespace DomainBlock.Benchmarks.Rivals;

/// <summary>A structure whose only file is the text of the list, so that opening it means building it.</summary>
internal interface IBuiltFromNames<TSelf> : ITextMatcher
    where TSelf : struct, IBuiltFromNames<TSelf>
{
    /// <summary>Builds it from canonical names.</summary>
    static abstract TSelf Build(string[] names);
}
