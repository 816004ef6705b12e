namespace DomainBlock.Lists.Proxies.Containers;

/// <summary>A list's bytes are not built as its format wants: none of it is taken. Becomes a <see cref="ListRefusedException"/>, which also has the list's name.</summary>
/// <param name="fault">The kind of fault.</param>
/// <param name="explanation">What is wrong and where, and what to do: one or more sentences.</param>
internal sealed class ContainerException(ListFault fault, string explanation) : Exception(explanation)
{
    /// <summary>The kind of fault.</summary>
    public ListFault Fault { get; } = fault;

    /// <summary>Something other than what the format has there.</summary>
    /// <param name="what">What is wrong, without a full stop.</param>
    /// <param name="offset">Where, in bytes of the unpacked list.</param>
    public static ContainerException Malformed(string what, long offset) =>
        new(ListFault.Malformed, $"At byte {offset} of what is in it, {what}. It may be damaged, or of another format: fetch it again, or say its format.");

    /// <summary>The bytes end before the list does.</summary>
    /// <param name="what">What begins there and does not end.</param>
    /// <param name="offset">Where, in bytes of the unpacked list.</param>
    public static ContainerException CutOff(string what, long offset) =>
        new(ListFault.CutOff, $"It ends inside of {what}, which begins at byte {offset} of what is in it. It is cut off or damaged: fetch it again.");
}
