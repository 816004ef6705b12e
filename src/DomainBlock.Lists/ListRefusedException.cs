namespace DomainBlock.Lists;

/// <summary>A list was refused as a whole: the message says why, where, and what to do.</summary>
public sealed class ListRefusedException : Exception
{
    /// <summary>Refuses a list.</summary>
    /// <param name="list">What the list is called.</param>
    /// <param name="fault">The kind of fault.</param>
    /// <param name="explanation">What is wrong, where, and what to do: one or more sentences.</param>
    public ListRefusedException(string list, ListFault fault, string explanation)
        : base(explanation)
    {
        List = list;
        Fault = fault;
    }

    /// <summary>What the list is called.</summary>
    public string List { get; }

    /// <summary>The kind of fault.</summary>
    public ListFault Fault { get; }
}
