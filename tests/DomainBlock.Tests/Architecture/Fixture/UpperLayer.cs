// Types that break the layering on purpose, each in one way, so that the test of the layering can be tested.

namespace DomainBlock.Tests.Architecture.Fixture.Upper;

internal sealed class UpperType : Exception
{
    public static int Answer() => 42;

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class MarkAttribute : Attribute;
}

internal static class AllowedUse
{
    public static int Use() => Lower.Innocent.Answer();
}
