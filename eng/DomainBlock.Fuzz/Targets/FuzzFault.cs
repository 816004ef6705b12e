namespace DomainBlock.Fuzz.Targets;

/// <summary>A reader did what it may not.</summary>
internal sealed class FuzzFault(string message) : Exception(message)
{
    /// <exception cref="FuzzFault">The condition does not hold.</exception>
    public static void Unless(bool condition, string otherwise)
    {
        if (!condition)
            throw new FuzzFault(otherwise);
    }
}
