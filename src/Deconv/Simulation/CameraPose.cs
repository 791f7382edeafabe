namespace Deconv.Simulation;

/// <summary>Where a camera points during a part of the exposure, relative to where it should.</summary>
/// <param name="X">Shift of the picture to the right in pixels.</param>
/// <param name="Y">Shift of the picture downward in pixels.</param>
/// <param name="Roll">Rotation of the picture about its middle in degrees, clockwise on the screen.</param>
/// <param name="Pitch">Rotation of the camera about the horizontal axis in degrees; positive moves the picture down.</param>
/// <param name="Yaw">Rotation about the vertical axis in degrees; positive moves the picture to the right.</param>
/// <param name="Weight">Share of the exposure, 0 or above; shares need not sum to 1.</param>
public readonly record struct CameraPose(double X, double Y, double Roll = 0, double Pitch = 0, double Yaw = 0, double Weight = 1);
