// Types that break the layering on purpose, each in one way, so that the test of the layering can be tested.
using DomainBlock.Tests.Architecture.Fixture.Upper;

namespace DomainBlock.Tests.Architecture.Fixture.Lower;

internal static class Innocent
{
    public static int Answer() => Environment.ProcessorCount;
}

internal static class InCode
{
    public static int Use() => UpperType.Answer();
}

internal static class InLambda
{
    public static Func<int> Use(int added) => () => UpperType.Answer() + added;
}

internal interface InSignature
{
    void Use(UpperType type);
}

internal static class InGenericArgument
{
    public static object Use() => Array.Empty<List<UpperType>>();
}

[UpperType.Mark]
internal static class InAttribute;

internal static class InCatch
{
    public static void Use(Action action)
    {
        try
        {
            action();
        }
        catch (UpperType)
        {
            action();
        }
    }
}

internal static class InForeignAssembly
{
    public static object Use() => FsCheck.Config.Quick;
}
