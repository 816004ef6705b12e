using System.Reflection;

namespace DomainBlock.Tool.Output;

/// <summary>The version of the command, without the source revision that builds append.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+')[0];
}
