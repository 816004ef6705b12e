using System.Globalization;
using DomainBlock.Generators;
using FsCheck.Xunit;

namespace DomainBlock.Tests;

/// <summary>
/// A property that is asked of 1,000 random cases, or of as many as DOMAINBLOCK_CASES says. A failure prints its seed;
/// DOMAINBLOCK_REPLAY set to that seed (the two numbers, with their comma) runs the same cases again.
/// </summary>
#pragma warning disable xUnit3003 // FsCheck's attribute takes no source information to pass on.
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleSetPropertyAttribute : PropertyAttribute
#pragma warning restore xUnit3003
{
    private const int CasesInTheGate = 1000;

    public RuleSetPropertyAttribute()
    {
        Arbitrary = [typeof(DomainBlockArbitraries)];
        QuietOnSuccess = true;
        MaxTest = Environment.GetEnvironmentVariable("DOMAINBLOCK_CASES") is { Length: > 0 } cases
            ? int.Parse(cases, CultureInfo.InvariantCulture)
            : CasesInTheGate;
        if (Environment.GetEnvironmentVariable("DOMAINBLOCK_REPLAY") is { Length: > 0 } seed)
            Replay = seed;
    }
}
